FROM rockylinux:9
RUN for i in {1..3}; do echo $i > /opt/x; done
RUN test "$EUID" = 0
CMD ["true"]
