FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN ( (echo $[Y=3] > /a) && \
    echo $Y > /b) && \
    (test -v 'a[Y=3]'; echo a > /a) && \
    echo $Y > /c
CMD ["true"]
