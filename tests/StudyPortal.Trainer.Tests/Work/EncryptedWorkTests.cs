using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Tests.Work;

/// <summary>The main job over files that are encrypted on disk.</summary>
public sealed class EncryptedWorkTests
{
    private const string Recipe = """{ "variant": "standard", "architecture": "resnet18", "width": 4, "inputSize": 32, "epochs": 1, "batchSize": 8, "attack": { "epsilon": 0.1, "alpha": 0.05, "steps": 1 }, "seed": 3 }""";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_are_trained_imported_started_from_and_explained_and_no_image_map_or_weight_lies_plain_in_the_store()
    {
        await using var portal = await TrainerPortal.CreateAsync(BlobKeys.Parse(Convert.ToBase64String(new byte[32])));
        var dataset = await portal.AddPhantomsAsync(40);
        var first = await ModelAsync(portal, JobKind.Train, new TrainRequest(dataset, "First", Recipe));
        var weights = await portal.Get<BlobStore>().ReadAsync(first.Weights, Stop);
        var received = new BlobHash(await portal.Get<ReceiveWeights>().ExecuteAsync(new MemoryStream(weights), Stop));
        var imported = await ModelAsync(portal, JobKind.ImportModel, new ImportModelRequest(received, "net.pth", "Imported", [.. first.Labels], ModelVariant.Standard, 32));
        var second = await ModelAsync(portal, JobKind.Train, new TrainRequest(dataset, "Second", Recipe) { StartFrom = new StartWeights(imported.Weights, "net.pth") });

        using (var network = portal.Get<StoredNetworks>().Open(second)) Assert.Equal(3, network.Shape.ClassCount);
        Assert.Contains($"Started from net.pth (SHA-256 `{imported.Weights}`)", second.Card, StringComparison.Ordinal);
        foreach (var map in await ExplainAsync(portal, second))
            Assert.True((await portal.Get<BlobStore>().ReadAsync(map.Rendering, Stop)).AsSpan(1).StartsWith("PNG"u8));
        var blobs = Directory.GetFiles(portal.Root.Blobs, "*", SearchOption.AllDirectories);
        Assert.True(blobs.Length > 42);
        Assert.All(blobs, AssertSealed);
    }

    /// <summary>Neither the beginnings of PNG, NumPy and zip files nor names of tensors are anywhere in it.</summary>
    private static void AssertSealed(string file)
    {
        var bytes = File.ReadAllBytes(file);
        Assert.True(bytes.AsSpan(1).StartsWith("SPblob"u8), file);
        Assert.True(bytes.AsSpan().IndexOf("PNG\r\n\u001a\n"u8) < 0, file);
        Assert.True(bytes.AsSpan().IndexOf("NUMPY"u8) < 0 && bytes.AsSpan().IndexOf("data.pkl"u8) < 0 && bytes.AsSpan().IndexOf("conv1.weight"u8) < 0, file);
    }

    private static async Task<Model> ModelAsync(TrainerPortal portal, JobKind kind, object request)
    {
        var id = await portal.Work(kind).RunAsync(await portal.NewJobAsync(kind, request), Stop);
        return (await portal.Get<ReadModel>().ExecuteAsync(ModelId.From(id!.Value), Stop))!.Model;
    }

    private static async Task<IReadOnlyList<SaliencyMap>> ExplainAsync(TrainerPortal portal, Model model)
    {
        var design = new StudyDesign(
            "Maps", "Rate each map by itself.", model.DatasetId!.Value, [new ArmDesign(model.Id, NormBranch.Clean)], "input-gradient",
            new SamplingPlan(DatasetSplit.Test, Seed: 1, [new("Effusion", 1)]), [QuestionDesign.Default], new OrderPlan(Seed: 1, MinimumDistance: 1, Repeats: 0), IsSimulated: false);
        var study = Assert.IsType<StudyOutcome.Done>(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", Stop)).Id;
        await portal.Get<RequestStudyMaps>().ExecuteAsync(study, "admin", Stop);
        await using var db = portal.OpenDb();
        var job = await db.Set<Job>().SingleAsync(j => j.Kind == JobKind.Explain, Stop);
        await portal.Work(JobKind.Explain).RunAsync(portal.Open(job.Id, job.RequestJson, isResumed: false), Stop);
        var maps = await db.Set<SaliencyMap>().ToListAsync(Stop);
        Assert.NotEmpty(maps);
        return maps;
    }
}
