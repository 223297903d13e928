using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Jobs;

public sealed class SweepLeftoversTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_process_left_goes_and_what_is_in_use_stays()
    {
        await using var portal = await TestPortal.CreateAsync();
        var now = portal.Clock.GetUtcNow().UtcDateTime;
        var (old, fresh) = (Incoming(portal, now.AddHours(-25)), Incoming(portal, now.AddHours(-1)));
        var waiting = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", new { }, "admin", Stop);
        var (over, open) = (WorkFolder(portal, JobId.New()), WorkFolder(portal, waiting));

        await portal.Get<SweepLeftovers>().ExecuteAsync(Stop);

        Assert.Equal((false, true), (File.Exists(old), File.Exists(fresh)));
        Assert.Equal((false, true), (Directory.Exists(over), Directory.Exists(open)));
    }

    private static string Incoming(TestPortal portal, DateTime writtenUtc)
    {
        var path = Path.Combine(portal.Root.Incoming, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, "half a blob");
        File.SetLastWriteTimeUtc(path, writtenUtc);
        return path;
    }

    private static string WorkFolder(TestPortal portal, JobId job)
    {
        var folder = Directory.CreateDirectory(Path.Combine(portal.Root.Work, job.ToString())).FullName;
        File.WriteAllText(Path.Combine(folder, "training.state"), "");
        return folder;
    }
}
