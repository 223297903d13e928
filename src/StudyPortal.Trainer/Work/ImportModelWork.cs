using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Trainer.Work;

/// <summary>Checks a received weight file, rewrites it as a plain state dict and registers it. Nothing in the file is executed.</summary>
internal sealed class ImportModelWork(BlobStore blobs, RegisterModel register) : JobWork
{
    public override JobKind Kind => JobKind.ImportModel;

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Request<ImportModelRequest>();
        job.Report(0, $"Reading {request.FileName}");
        // The reader tells safetensors by the name's ending.
        var received = Path.Combine(job.Folder, "received" + Path.GetExtension(request.FileName));
        await using (var weights = await blobs.OpenAsync(request.Weights, cancellationToken))
        await using (var copy = File.Create(received))
            await weights.CopyToAsync(copy, cancellationToken);
        var rewritten = Path.Combine(job.Folder, "weights.pth");
        var shape = await DedicatedThread.RunAsync(() => Rewrite(request, received, rewritten));
        job.Log($"{shape.Architecture}, width {shape.Width}{(shape.WideFactor > 1 ? $" with bottlenecks {shape.WideFactor} times as wide" : "")}, {shape.InputChannels} input channel(s), {shape.ClassCount} labels.");
        return (await register.ExecuteAsync(Describe(job, request, shape), rewritten, cancellationToken)).Value;
    }

    private static NetworkShape Rewrite(ImportModelRequest request, string received, string rewritten)
    {
        try
        {
            using var weights = WeightFile.Read(received);
            using var network = CheckpointInspection.Build(weights);
            RequireAgreement(request, network.Shape);
            WeightFile.Write(rewritten, network.State);
            return network.Shape;
        }
        catch (CheckpointException refusal)
        {
            throw new CheckpointException(refusal.Message.Replace(received, request.FileName, StringComparison.Ordinal), refusal);
        }
    }

    private static void RequireAgreement(ImportModelRequest request, NetworkShape shape)
    {
        if (shape.ClassCount != request.Labels.Count)
            throw new CheckpointException($"{request.FileName} has {shape.ClassCount} logits, but {request.Labels.Count} labels were named: name one per logit.");
        if (shape.DualNorm != (request.Variant == ModelVariant.DualBn))
            throw new CheckpointException($"{request.FileName} has {(shape.DualNorm ? "two batch norms" : "one batch norm")} at each place: choose the variant accordingly.");
    }

    private static NewModel Describe(JobContext job, ImportModelRequest request, NetworkShape shape) => new()
    {
        Name = request.ModelName,
        Architecture = shape.Architecture,
        Width = shape.Width,
        InputChannels = shape.InputChannels,
        InputSize = request.InputSize,
        Variant = request.Variant,
        Labels = request.Labels,
        Origin = ModelOrigin.Imported,
        JobId = job.JobId,
        Source = $"Imported from the file {request.FileName} (SHA-256 {request.Weights}). {Provenance(request)}",
        CreatedBy = job.RequestedBy,
    };

    private static string Provenance(ImportModelRequest request) =>
        request.Note.Length > 0 ? request.Note : "What it was trained on is not recorded here.";
}
