import subprocess
from helper import f
