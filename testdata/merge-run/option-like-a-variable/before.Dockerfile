FROM debian:12
RUN for i in a b; do mkdir /$i; done
RUN sed -i s/a/b/ /x
CMD ["true"]
