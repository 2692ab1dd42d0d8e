FROM debian:12
ENV PATH=/usr/lib/ccache:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN gcc --version && apt-get install -y ccache && \
    hash -r && \
    gcc --version
CMD ["true"]
