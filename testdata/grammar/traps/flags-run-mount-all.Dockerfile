FROM alpine
RUN --mount=type=secret,id=a,required,mode=0400,uid=1,gid=2 --mount=type=ssh --mount=type=tmpfs,target=/t,size=1m --mount=type=cache,id=i,sharing=locked,target=/c,ro=false x
