FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN echo $[Y=3] > /a
RUN echo $Y > /b
RUN test -v 'a[Y=3]'; echo a > /a
RUN echo $Y > /c
CMD ["true"]
