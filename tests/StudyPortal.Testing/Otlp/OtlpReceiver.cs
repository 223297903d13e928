using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;

namespace StudyPortal.Testing.Otlp;

/// <summary>Takes what OpenTelemetry exporters send over HTTP in protobuf, as a collector does, and keeps it.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = [];
    private readonly ConcurrentQueue<OtlpMeasurement> _measurements = [];
    private readonly ConcurrentQueue<Exception> _failures = [];
    private readonly Task _listening;

    public OtlpReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>The standard settings of an exporter that sends here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public IReadOnlyList<OtlpMeasurement> Measurements => [.. _measurements];

    /// <summary>Waits until something has arrived.</summary>
    /// <exception cref="TimeoutException">It has not; the message names what has.</exception>
    public async Task<T> WaitForAsync<T>(Func<OtlpReceiver, T?> find, TimeSpan patience) where T : class
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var waited = TimeSpan.Zero; waited < patience; waited += timer.Period)
        {
            if (!_failures.IsEmpty) throw new AggregateException(_failures);
            if (find(this) is { } found) return found;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"It did not arrive. Spans: {string.Join(", ", _spans.Select(s => $"{s.Service} {s.Name}").Distinct())}. Metrics: {string.Join(", ", _measurements.Select(m => $"{m.Service} {m.Name}").Distinct())}.");
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening;
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            try
            {
                await TakeAsync(request);
            }
            catch (Exception failure)
            {
                _failures.Enqueue(failure);
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext http)
    {
        using var content = new MemoryStream();
        await using (var body = http.Request.Headers["Content-Encoding"] == "gzip" ? new GZipStream(http.Request.InputStream, CompressionMode.Decompress) : http.Request.InputStream)
            await body.CopyToAsync(content);
        var message = new ProtoMessage(content.ToArray());
        switch (http.Request.Url!.AbsolutePath)
        {
            case "/v1/traces":
                foreach (var span in SpansOf(message)) _spans.Enqueue(span);
                break;
            case "/v1/metrics":
                foreach (var measurement in MeasurementsOf(message)) _measurements.Enqueue(measurement);
                break;
        }
        // An empty message: everything was taken.
        http.Response.ContentType = "application/x-protobuf";
        http.Response.Close();
    }

    private static IEnumerable<OtlpSpan> SpansOf(ProtoMessage request) =>
        from resource in request.Messages(1)
        let service = ServiceOf(resource)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(service, scope.Message(1)?.Text(1) ?? "", span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), AttributesOf(span, 9));

    private static IEnumerable<OtlpMeasurement> MeasurementsOf(ProtoMessage request) =>
        from resource in request.Messages(1)
        let service = ServiceOf(resource)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        from measurement in PointsOf(metric).Select(point => new OtlpMeasurement(service, metric.Text(1), metric.Text(3), point.Value, point.Count, point.Attributes))
        select measurement;

    private static IEnumerable<(double Value, long Count, IReadOnlyDictionary<string, string> Attributes)> PointsOf(ProtoMessage metric)
    {
        foreach (var point in metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)))
            yield return (point.Has(4) ? point.Double(4) : point.Integer(6), 1, AttributesOf(point, 7));
        foreach (var point in metric.Messages(9).SelectMany(data => data.Messages(1)))
            yield return (point.Double(5), point.Integer(4), AttributesOf(point, 9));
    }

    private static string ServiceOf(ProtoMessage resource) =>
        resource.Message(1) is { } about ? AttributesOf(about, 1).GetValueOrDefault("service.name", "") : "";

    private static Dictionary<string, string> AttributesOf(ProtoMessage message, int field) =>
        message.Messages(field).ToDictionary(attribute => attribute.Text(1), attribute => ValueOf(attribute.Message(2)!));

    private static string ValueOf(ProtoMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? value.Integer(2) == 1 ? "true" : "false"
        : value.Has(3) ? value.Integer(3).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? value.Double(4).ToString(CultureInfo.InvariantCulture)
        : "";
}

/// <summary>A step of a trace as it was sent.</summary>
/// <param name="Scope">The source that made it.</param>
/// <param name="ParentId">Empty for the first of its trace.</param>
public sealed record OtlpSpan(string Service, string Scope, string Name, string TraceId, string SpanId, string ParentId, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A measurement as it was sent.</summary>
/// <param name="Value">Of a histogram the sum.</param>
/// <param name="Count">Of a histogram how many were added up; else 1.</param>
public sealed record OtlpMeasurement(string Service, string Name, string Unit, double Value, long Count, IReadOnlyDictionary<string, string> Attributes);
