FROM rockylinux:9
RUN dnf install -y gettext
CMD ["sleep", "1"]
