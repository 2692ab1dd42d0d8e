FROM example.org/x:1
RUN dnf install -y git
