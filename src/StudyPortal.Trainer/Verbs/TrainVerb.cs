using System.CommandLine;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>train</c>: the training job, run here and now.</summary>
internal static class TrainVerb
{
    private const int JobsSearched = 1000;

    public static Command Create()
    {
        var data = new DataOption();
        var device = new DeviceOption();
        var dataset = new Option<string>("--dataset") { Description = "Name of the data set.", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the model to be.", Required = true };
        var resume = new Option<bool>("--resume") { Description = "Go on with the training of this name that was stopped or killed." };
        var init = new Option<FileInfo?>("--init") { Description = "A state dict to start from, of the same architecture: its norms go to every branch, its classifier only if the classes agree in number." };
        var recipe = new RecipeOptions();
        var verb = new Command("train", "Train a model on a data set.") { dataset, name, init, resume, device, data };
        recipe.AddTo(verb);
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            await using var portal = await HeadlessPortal.OpenAsync(data.Open(parsed), device.Open(parsed), cancellationToken);
            var set = await portal.Get<ReadDataset>().ExecuteAsync(parsed.GetRequiredValue(dataset), cancellationToken)
                ?? throw new VerbException($"There is no data set '{parsed.GetRequiredValue(dataset)}'.");
            var request = new TrainRequest(set.Id, parsed.GetRequiredValue(name), recipe.Read(parsed).Recipe)
            {
                StartFrom = parsed.GetValue(init) is { } file ? await StoreAsync(portal, file, cancellationToken) : null,
            };
            var job = parsed.GetValue(resume)
                ? await FindAsync(portal, request.ModelName, cancellationToken)
                : await StartAsync(portal, request, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            var model = await portal.RunAsync(job, output, cancellationToken);
            await output.WriteLineAsync($"Model {request.ModelName}: {model}");
        });
        return verb;
    }

    private static async Task<JobId> StartAsync(HeadlessPortal portal, TrainRequest request, CancellationToken cancellationToken)
    {
        RecipeReader.Read(request.RecipeJson);
        return await portal.Get<StartTraining>().ExecuteAsync(request, Environment.UserName, cancellationToken) switch
        {
            ModelJobOutcome.Started started => started.Job,
            ModelJobOutcome.Refused refused => throw new VerbException(refused.Reason),
            var other => throw new InvalidOperationException($"Training does not start as {other.GetType().Name}."),
        };
    }

    private static async Task<StartWeights> StoreAsync(HeadlessPortal portal, FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists) throw new VerbException($"There is no file {file.FullName} to start from.");
        await using var content = file.OpenRead();
        return new StartWeights(await portal.Get<BlobStore>().PutAsync(content, cancellationToken), file.Name);
    }

    private static async Task<JobId> FindAsync(HeadlessPortal portal, string model, CancellationToken cancellationToken)
    {
        var jobs = await portal.Get<ListJobs>().ExecuteAsync(0, JobsSearched, cancellationToken);
        return jobs.Jobs.FirstOrDefault(job => !job.IsOver && job.Kind == JobKind.Train && job.Title.StartsWith($"Train {model} on ", StringComparison.Ordinal))?.Id
            ?? throw new VerbException($"No training of '{model}' waits to be resumed.");
    }
}
