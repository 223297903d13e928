using System.CommandLine;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Demo;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>demo</c>: the whole main job on the shipped synthetic set, headless, with a portal of its own.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the report, the weights and the data; an interrupted run goes on from it.",
            DefaultValueFactory = _ => new DirectoryInfo("demo"),
        };
        var verb = new Command("demo", "Train, attack, explain, rate by simulated readers and report, on synthetic images.") { folder };
        verb.SetGuardedAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(folder), parsed.InvocationConfiguration.Output, cancellationToken));
        return verb;
    }

    private static async Task RunAsync(DirectoryInfo folder, TextWriter output, CancellationToken cancellationToken)
    {
        await using var portal = await HeadlessPortal.OpenAsync(new DataRoot(Path.Combine(folder.FullName, "data")), StorageSettings.Sqlite, ComputeDevice.Cpu, cancellationToken);
        var log = new StepLog(output, portal.Get<TimeProvider>());
        var id = await portal.Get<DemoWalk>().TrainAndReadAsync(log.Tell, cancellationToken);
        await portal.Get<DemoFolder>().WriteAsync(id, folder.FullName, cancellationToken);
        var report = (await portal.Get<ReadReport>().ExecuteAsync(id, cancellationToken))!;
        foreach (var line in DemoTable.Lines(report.Results)) await output.WriteLineAsync(line);
        await output.WriteLineAsync($"Report, figures, weights and model cards: {folder.FullName}");
    }
}
