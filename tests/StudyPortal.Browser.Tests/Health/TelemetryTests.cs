using StudyPortal.Core.Jobs;

namespace StudyPortal.Browser.Tests.Health;

public sealed class TelemetryTests(ObservedWalk walk) : IClassFixture<ObservedWalk>
{
    private const string Web = "studyportal-web", Trainer = "studyportal-trainer";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_trace_goes_from_the_click_in_the_web_host_to_the_job_in_the_trainer()
    {
        var run = await walk.Receiver.WaitForAsync(
            found => found.Spans.FirstOrDefault(s => s is { Service: Trainer, Name: "job run" } && s.Attributes["job.kind"] == nameof(JobKind.Train)), Patience);
        var trace = walk.Receiver.Spans.Where(s => s.TraceId == run.TraceId).ToList();

        var asked = Assert.Single(trace, s => s.SpanId == run.ParentId);
        Assert.Equal((Web, "job enqueue", run.Attributes["job.id"]), (asked.Service, asked.Name, asked.Attributes["job.id"]));
        var click = Assert.Single(trace, s => s.SpanId == asked.ParentId);
        Assert.Equal((Web, "Microsoft.AspNetCore.Components"), (click.Service, click.Scope));
        Assert.Equal("Succeeded", run.Attributes["job.outcome"]);
    }

    [Fact]
    public async Task Requests_and_answers_are_traced_and_no_address_holds_a_secret()
    {
        var answer = await walk.Receiver.WaitForAsync(found => found.Spans.FirstOrDefault(s => s is { Service: Web, Name: "answer submit" } && s.Attributes["outcome"] == "Saved"), Patience);

        var request = Assert.Single(walk.Receiver.Spans, s => s.SpanId == answer.ParentId);
        Assert.StartsWith("POST /reading/slots/", request.Name, StringComparison.Ordinal);
        Assert.Equal("200", request.Attributes["http.response.status_code"]);
    }

    [Theory]
    [InlineData(Web, "http.server.request.duration", "s", "", 0.000_1)]
    [InlineData(Web, "studyportal.answer.duration", "s", "", 0.000_1)]
    [InlineData(Web, "studyportal.answers.refused", "{answer}", "outcome=Conflict", 1)]
    [InlineData(Web, "studyportal.sign_in.failures", "{attempt}", "", 1)]
    [InlineData(Web, "aspnetcore.components.circuit.active", "{circuit}", "", 1)]
    [InlineData(Web, "studyportal.queue.depth", "{job}", "kind=Train,state=waiting", 0)]
    [InlineData(Web, "studyportal.blobs.size", "By", "", 1_000)]
    [InlineData(Web, "studyportal.database.size", "By", "", 4_096)]
    [InlineData(Web, "studyportal.disk.free", "By", "", 1_000_000)]
    [InlineData(Trainer, "studyportal.job.duration", "s", "kind=Train,outcome=Succeeded", 0.1)]
    [InlineData(Trainer, "studyportal.job.duration", "s", "kind=Import,outcome=Failed", 0.000_1)]
    [InlineData(Trainer, "studyportal.training.throughput", "{image}/s", "device=cpu", 0.1)]
    [InlineData(Trainer, "studyportal.errors", "{error}", "", 1)]
    public async Task A_metric_arrives_with_its_unit_and_a_value_that_can_be(string service, string name, string unit, string attributes, double least)
    {
        var wanted = attributes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        var found = await walk.Receiver.WaitForAsync(received => received.Measurements.LastOrDefault(m =>
            m.Service == service && m.Name == name && m.Value >= least && wanted.All(pair => m.Attributes.GetValueOrDefault(pair.Key) == pair.Value)), Patience);

        Assert.Equal(unit, found.Unit);
        Assert.True(found.Count >= 1);
    }

    [Fact]
    public async Task A_machine_without_a_gpu_tells_no_gpu_memory_rather_than_none()
    {
        Assert.SkipWhen((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "nvidia-smi"))), "This machine has the NVIDIA driver.");
        await walk.Receiver.WaitForAsync(found => found.Measurements.FirstOrDefault(m => m is { Service: Trainer, Name: "studyportal.job.duration" }), Patience);

        Assert.DoesNotContain(walk.Receiver.Measurements, m => m.Name.StartsWith("studyportal.gpu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_is_exported_names_anybody()
    {
        await walk.Receiver.WaitForAsync(found => found.Spans.FirstOrDefault(s => s is { Service: Trainer, Name: "job run" } && s.Attributes["job.outcome"] == "Failed"), Patience);
        var told = walk.Receiver.Spans.SelectMany(s => s.Attributes.Values.Append(s.Name)).Concat(walk.Receiver.Measurements.SelectMany(m => m.Attributes.Values.Append(m.Name))).Distinct().ToList();

        Assert.All(walk.Planted, name => Assert.DoesNotContain(told, text => text.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Each_line_of_the_log_is_a_json_object_of_its_service_and_those_of_a_job_carry_its_trace_and_number()
    {
        var lines = walk.LogLines;
        var ofJob = lines.Where(line => line.TryGetProperty("JobId", out var job) && job.GetString() == walk.Refused.ToString()).ToList();

        Assert.Equal([Trainer, Web], lines.Select(line => line.GetProperty("Service").GetString()!).Distinct().Order());
        Assert.Contains(ofJob, line => line.TryGetProperty("@l", out var level) && level.GetString() == "Error");
        var trace = Assert.Single(ofJob.Select(line => line.GetProperty("@tr").GetString()).Distinct());
        Assert.Equal(32, trace!.Length);
    }

    [Fact]
    public void No_name_of_a_person_or_a_patient_is_in_the_log()
    {
        Assert.Contains("is ready at", walk.Portal.Output, StringComparison.Ordinal);
        Assert.Contains(walk.Refused.ToString(), walk.Portal.Output, StringComparison.Ordinal);

        Assert.All(walk.Planted, name => Assert.DoesNotContain(name, walk.Portal.Output, StringComparison.OrdinalIgnoreCase));
    }
}
