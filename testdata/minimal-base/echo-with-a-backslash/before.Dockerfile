FROM ubuntu:24.04
RUN echo "a\nb" > /x
RUN echo -e hello && echo -n hello
RUN printf '%b' x
CMD ["true"]
