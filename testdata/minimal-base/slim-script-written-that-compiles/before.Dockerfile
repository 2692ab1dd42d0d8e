FROM python:3.13
COPY <<EOF /build.sh
#!/bin/sh
cd /src && make
EOF
RUN { echo '#!/bin/sh'; echo 'gcc -o /x /x.c'; } > /cc.sh
COPY <<EOF /run.py
import subprocess
subprocess.run(["g++", "-o", "/y", "/y.cc"])
EOF
RUN cat > /root/.bashrc <<EOF
ld --version
EOF
RUN dpkg --version
CMD ["python", "-V"]
