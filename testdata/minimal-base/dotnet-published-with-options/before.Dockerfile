FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
ARG CONFIGURATION=Release
ARG VERSION
WORKDIR /src
COPY Shop/Shop.csproj Shop/
RUN ["dotnet", "restore", "Shop/Shop.csproj"]
COPY . .
RUN apt-get update && apt-get install -y nodejs
RUN dotnet build "Shop/Shop.csproj" -c $CONFIGURATION -o /app/build -v:q --nologo
RUN cd Shop && dotnet publish Shop.csproj -c ${CONFIGURATION} --no-restore -f net8.0 -o ../out \
    -p:Version=$VERSION -p:UseAppHost=false /p:ErrorOnDuplicatePublishOutputFiles=false --self-contained false \
    && rm -f /src/out/*.pdb && echo "$VERSION" > /src/out/version.txt

FROM mcr.microsoft.com/dotnet/aspnet:8.0.11-bookworm-slim-amd64
WORKDIR /app
COPY --from=build --chown=$APP_UID /src/out .
USER $APP_UID
ENTRYPOINT ["dotnet"]
CMD ["Shop.dll"]
