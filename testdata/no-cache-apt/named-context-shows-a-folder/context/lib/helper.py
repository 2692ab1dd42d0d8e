import subprocess
subprocess.run(["apt-get", "-y", "install", "x"])
