FROM debian:12
RUN echo 1.2.3.4 zz >> /etc//hosts
RUN mkdir /a
RUN sed -i s/a/b/ /etc/h*
RUN mkdir /b
RUN touch /etc/apt/../hosts
RUN mkdir /c
CMD ["true"]
