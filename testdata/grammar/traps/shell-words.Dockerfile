FROM a
RUN if [ -f x ]; then y; else z; fi
RUN for i in 1 2 3; do echo $i; done
RUN case $x in a|b) c;; *) d;; esac
RUN while read l; do echo "$l"; done < f
RUN f() { g; }; f
RUN A=1 B="2 3" cmd --opt=$A > out 2>> err < in
RUN ! a | b |& c
RUN a & b; wait
RUN echo $(d "$(e)") `f` $((1 + 2)) <(g)
RUN export P=1; local q; [[ a == b ]] && h
RUN cat <<X && echo done
body $v
X
RUN "unterminated
RUN Write-Host 'x'; if ($a) { b }
