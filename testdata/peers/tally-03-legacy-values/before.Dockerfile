FROM debian:13
ENV A "x y"
LABEL maintainer "J F <j@l>"
ENV P C:\\Program Files
MAINTAINER "A B" <c>
