using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Service;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>work</c>: the training and inference service.</summary>
internal static class WorkVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var devices = new DevicesOption();
        var supervised = new Option<bool>("--supervised") { Description = "Stop when standard input ends, as the portal does with the trainer it starts." };
        var verb = new Command("work", "The service: take jobs from the queue until stopped.") { data, devices, supervised };
        verb.SetGuardedAction((parsed, cancellationToken) => RunAsync(data.Open(parsed), StorageSettings.OfEnvironment(), devices.Open(parsed), parsed.GetValue(supervised), cancellationToken));
        return verb;
    }

    private static async Task RunAsync(DataRoot root, StorageSettings storage, IReadOnlyList<ComputeDevice> devices, bool supervised, CancellationToken cancellationToken)
    {
        using var alone = storage.IsShared ? null : TrainerLock.TryTake(root);
        if (alone is null && !storage.IsShared)
            throw new VerbException($"Another trainer already works on {root.Folder}, and two would run the same jobs. Stop that one first, or give this one another folder with --data.");
        using var host = TrainerService.CreateBuilder(root, storage, devices, supervised).Build();
        await host.Services.GetRequiredService<MigrateStore>().ExecuteAsync(cancellationToken);
        await host.Services.GetRequiredService<SweepLeftovers>().ExecuteAsync(cancellationToken);
        await host.RunAsync(cancellationToken);
    }
}
