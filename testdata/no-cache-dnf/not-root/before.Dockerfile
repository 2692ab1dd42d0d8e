FROM fedora:42
USER app
RUN sudo dnf install -y git
