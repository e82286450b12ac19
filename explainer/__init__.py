"""A small library of neurons: NumPy only, every value checked, every promise tested."""

from explainer.activations import ACTIVATIONS as ACTIVATIONS
from explainer.activations import Activation as Activation
from explainer.activations import activation as activation
from explainer.activations import log_odds as log_odds
from explainer.activations import sigmoid as sigmoid
from explainer.activations import step as step
