FROM example.org/team/base:1
RUN if test -f /etc/x; then rm /etc/x; fi
RUN rm /etc/y
