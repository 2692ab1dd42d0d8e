FROM almalinux:9
RUN mkdir -p /data/{a,b}
RUN X=a && echo ${X^^} > /x
RUN pushd /tmp && popd
CMD ["sleep", "1"]
