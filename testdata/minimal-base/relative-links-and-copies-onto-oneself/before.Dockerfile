FROM ubuntu:24.04
RUN touch /a && ln -s a /b && cp /a /b
RUN mv /a /a
CMD ["true"]
