FROM alpine
RUN echo ${} <<EOF
RUN echo ${a <<EOF
RUN echo ${ <<EOF
RUN echo ${:a} <<EOF
RUN echo ${{a}} <<EOF
RUN echo ${a/b} <<EOF
RUN echo ${a:#b} <<EOF
