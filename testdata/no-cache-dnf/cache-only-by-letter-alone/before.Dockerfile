FROM fedora:41
RUN dnf install -y git
RUN dnf -C list
CMD ["sleep", "1"]
