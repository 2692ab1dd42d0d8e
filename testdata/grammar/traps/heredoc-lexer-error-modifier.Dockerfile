FROM alpine
RUN echo ${a[0]} <<EOF
RUN echo ${#a} <<EOF
RUN echo ${a^^} <<EOF
RUN echo ${a,,} <<EOF
RUN echo ${!a} <<EOF
RUN echo ${a@Q} <<EOF
RUN echo ${a=b} <<EOF
