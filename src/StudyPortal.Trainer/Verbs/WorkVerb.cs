using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Trainer.Service;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>work</c>: the training and inference service.</summary>
internal static class WorkVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var supervised = new Option<bool>("--supervised") { Description = "Stop when standard input ends, as the portal does with the trainer it starts." };
        var verb = new Command("work", "The service: take jobs from the queue until stopped.") { data, supervised };
        verb.SetAction((parsed, cancellationToken) => RunAsync(data.Open(parsed), parsed.GetValue(supervised), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(DataRoot root, bool supervised, CancellationToken cancellationToken)
    {
        using var alone = TrainerLock.TryTake(root);
        if (alone is null)
        {
            await Console.Error.WriteLineAsync($"Another trainer already works on {root.Folder}, and two would run the same jobs. Stop that one first, or give this one another folder with --data.");
            return 1;
        }
        using var host = TrainerService.CreateBuilder(root, supervised).Build();
        await host.Services.GetRequiredService<MigrateStore>().ExecuteAsync(cancellationToken);
        await host.Services.GetRequiredService<SweepLeftovers>().ExecuteAsync(cancellationToken);
        await host.RunAsync(cancellationToken);
        return 0;
    }
}
