FROM alpine
RUN echo $a ${b} ${c:-d} ${e:=f} ${g:+h} ${i#j} ${k##*/} ${l%m} ${n%%.*} ${o/p/q} ${r//s/t} ${u:1:2} ${v-w} ${x+y} ${z?e} $1 $@ $$ $? $- $! $# $* $0 <<EOF
body
EOF
