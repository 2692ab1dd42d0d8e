FROM debian:12
RUN sed -i -e 's/one/two/g; /three/d' -e '$a four' /etc/motd && \
    sed -i "s|http://deb|https://deb|" /etc/apt/sources.list && \
    touch b
