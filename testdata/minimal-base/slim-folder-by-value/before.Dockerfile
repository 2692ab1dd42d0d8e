FROM debian:12
ENV A=/usr/share
RUN D=doc; ls /usr/share/$D > /b
RUN cat ${A}/man/x
RUN eval "ls $A/locale"
CMD ["cat", "/b"]
