using System.IO.Compression;
using System.Text;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Tests.Work;

public sealed class ImportModelWorkTests
{
    [Fact]
    public async Task A_state_dict_becomes_a_model_whose_shape_is_read_from_its_tensors()
    {
        await using var portal = await TrainerPortal.CreateAsync();

        var id = await ImportAsync(portal, StateDict(portal, dual: true), ["A", "B"], ModelVariant.DualBn);

        var model = (await portal.Get<ReadModel>().ExecuteAsync(ModelId.From(id!.Value), CancellationToken.None))!.Model;
        Assert.Equal(("resnet18", 4, 1, 64, ModelOrigin.Imported), (model.Architecture, model.Width, model.InputChannels, model.InputSize, model.Origin));
        Assert.Contains("Imported from the file net.pth", model.Card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wrong_number_of_labels_is_refused()
    {
        await using var portal = await TrainerPortal.CreateAsync();

        var refusal = await Assert.ThrowsAsync<CheckpointException>(() => ImportAsync(portal, StateDict(portal, dual: false), ["A"], ModelVariant.Standard));

        Assert.Contains("net.pth has 2 logits, but 1 labels were named", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_one_batch_norm_is_no_dual_model()
    {
        await using var portal = await TrainerPortal.CreateAsync();

        var refusal = await Assert.ThrowsAsync<CheckpointException>(() => ImportAsync(portal, StateDict(portal, dual: false), ["A", "B"], ModelVariant.DualBn));

        Assert.Contains("one batch norm at each place", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_wants_to_run_a_command_is_refused_by_the_name_of_what_it_asks_for()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var witness = Path.Combine(portal.Root.Folder, "witness");

        var refusal = await Assert.ThrowsAsync<CheckpointException>(() => ImportAsync(portal, Hostile($"touch {witness}"), ["A"], ModelVariant.Standard));

        Assert.Contains("posix.system", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("net.pth", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Root.Folder, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(witness));
        Assert.Empty(await portal.Get<ListModels>().ExecuteAsync(CancellationToken.None));
    }

    private static async Task<Guid?> ImportAsync(TrainerPortal portal, byte[] file, string[] labels, ModelVariant variant)
    {
        var weights = new BlobHash(await portal.Get<ReceiveWeights>().ExecuteAsync(new MemoryStream(file), CancellationToken.None));
        var job = await portal.NewJobAsync(JobKind.ImportModel, new ImportModelRequest(weights, "net.pth", "M", labels, variant, 64));
        return await portal.Work(JobKind.ImportModel).RunAsync(job, CancellationToken.None);
    }

    private static byte[] StateDict(TrainerPortal portal, bool dual)
    {
        using var random = new Generator(1);
        using var network = new ResNet(new NetworkShape("resnet18", 4, 1, 2, dual), random);
        var path = Path.Combine(portal.Root.Work, "net.pth");
        WeightFile.Write(path, network.State);
        return File.ReadAllBytes(path);
    }

    /// <summary>What pickle.dumps makes of an object whose __reduce__ is (os.system, (command,)), in PyTorch's container.</summary>
    private static byte[] Hostile(string command)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var pickle = archive.CreateEntry("archive/data.pkl").Open();
            pickle.Write([0x80, 2, .. "cposix\nsystem\nX"u8, (byte)command.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(command), 0x85, (byte)'R', (byte)'.']);
        }

        return file.ToArray();
    }
}
