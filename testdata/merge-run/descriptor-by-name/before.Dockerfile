FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN echo a {fd}> /a
RUN mkdir /x
CMD ["true"]
