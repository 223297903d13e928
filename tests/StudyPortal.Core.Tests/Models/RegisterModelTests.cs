using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Models;

public sealed class RegisterModelTests
{
    [Fact]
    public async Task The_weights_are_kept_under_their_hash_and_the_registration_is_in_the_audit_log()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await portal.AddModelAsync(SampleModels.New("M"), "some weights");

        var model = (await portal.Get<ReadModel>().ExecuteAsync(id, CancellationToken.None))!.Model;

        Assert.Equal(BlobHash.Of(Encoding.UTF8.GetBytes("some weights")), model.Weights);
        Assert.Equal("some weights", Encoding.UTF8.GetString(await portal.Get<BlobStore>().ReadAsync(model.Weights, CancellationToken.None)));
        await using var db = portal.OpenDb();
        var audited = await db.Set<AuditEvent>().SingleAsync(e => e.Action == "model.registered", TestContext.Current.CancellationToken);
        Assert.Contains(model.Weights.Value, audited.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_registers_twice_has_one_model()
    {
        await using var portal = await TestPortal.CreateAsync();
        var job = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train", new { }, "tester", CancellationToken.None);
        var model = SampleModels.New("M") with { JobId = job };

        Assert.Equal(await portal.AddModelAsync(model), await portal.AddModelAsync(model));
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        await using var portal = await TestPortal.CreateAsync();
        foreach (var weights in (string[])["a", "b", "c"])
            await portal.AddModelAsync(SampleModels.New("Robust"), weights);

        var names = (await portal.Get<ListModels>().ExecuteAsync(CancellationToken.None)).Select(m => m.Name).Order();

        Assert.Equal(["Robust", "Robust (2)", "Robust (3)"], names);
    }

    [Fact]
    public async Task The_card_of_a_model_trained_on_drawn_images_says_so()
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive]);
        var trained = await portal.AddModelAsync(
            SampleModels.New("M", dataset.Id) with { RecipeJson = """{"epochs": 3}""", Metrics = new Dictionary<string, double> { ["Best validation AUC"] = 0.91234 } });

        var model = (await portal.Get<ReadModel>().ExecuteAsync(trained, CancellationToken.None))!.Model;

        Assert.Contains("**Synthetic.**", model.Card, StringComparison.Ordinal);
        Assert.Contains(model.Weights.Value, model.Card, StringComparison.Ordinal);
        Assert.Contains("\"epochs\": 3", model.Card, StringComparison.Ordinal);
        Assert.Contains("| Best validation AUC | 0.9123 |", model.Card, StringComparison.Ordinal);
        Assert.Contains("Not a medical device", model.Card, StringComparison.Ordinal);
    }
}
