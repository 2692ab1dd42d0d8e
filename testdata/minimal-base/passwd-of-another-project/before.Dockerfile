FROM almalinux:9
RUN dnf install -y passwd && echo secret | passwd --stdin root
CMD ["true"]
