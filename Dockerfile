# One image, two roles: the web host (default, it starts a trainer of its own) or the training service alone.
#   docker build -t studyportal .                       # --build-arg TORCH_BACKEND=cuda for the CUDA back-end
#   docker run --init -p 8080:8080 -v studyportal:/data studyportal
#   docker run --init -v studyportal:/data studyportal /app/trainer/studyportal work --data /data
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TORCH_BACKEND=cpu
ARG REVISION=unknown
WORKDIR /source
COPY . .
# For one runtime: the native libraries of the others would be ten times the program.
RUN dotnet publish src/StudyPortal.Web -c Release -r linux-x64 --no-self-contained -o /app/web -p:TorchBackend=$TORCH_BACKEND -p:SourceRevisionId=$REVISION \
 && dotnet publish src/StudyPortal.Trainer -c Release -r linux-x64 --no-self-contained -o /app/trainer -p:TorchBackend=$TORCH_BACKEND -p:SourceRevisionId=$REVISION

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl libcharls2 libopenjp2-7 libdeflate0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home portal \
 && install -d -o portal -g portal /data
COPY --from=build /app /app
COPY --from=build /source/models /app/models
COPY --from=build /source/seed-data /app/seed-data
USER portal
WORKDIR /app/web
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 \
    DataRoot=/data \
    Trainer__Executable=/app/trainer/studyportal \
    OMP_WAIT_POLICY=passive
VOLUME /data
EXPOSE 8080
# Whichever of the two runs here must be alive; a web host must also be ready.
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s CMD \
  if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -q /app/web/; then curl -fsS http://127.0.0.1:8080/health/ready; \
  else ls -l /proc/[0-9]*/exe 2>/dev/null | grep -q /app/trainer/; fi
CMD ["/app/web/StudyPortal.Web"]
