"""A library as small as can be."""

from explainer.curves import double as double
from explainer.curves import triple as triple
