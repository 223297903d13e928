using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Imaging.Display;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

/// <summary>A study whose readers could tell the models apart does not open, and says why.</summary>
public sealed class LeakTestTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Compare with Zebra Adversarial.", "'Zebra Adversarial'")]
    [InlineData("Adversarially trained models come first.", "'Adversarially'")]
    [InlineData("These are robust.", "'robust'")]
    [InlineData("Dual-BN maps are smooth.", "'Dual-BN'")]
    [InlineData("The standard model is grainy.", "'standard model'")]
    [InlineData("A ResNet18 looked here.", "'resnet18'")]
    [InlineData("A ResNet-18 looked here.", "'resnet18'")]
    [InlineData("See zebra_dualbn.", "'Zebra DualBn'")]
    public async Task A_word_that_names_a_model_or_its_training_stops_the_opening(string instructions, string found)
    {
        var reasons = await OpenAsync(design => design with { Instructions = instructions });

        Assert.Contains(reasons, reason => reason.StartsWith("Leak test: The instructions says", StringComparison.Ordinal) && reason.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Such_a_word_in_a_question_or_an_answer_stops_it_too()
    {
        var reasons = await OpenAsync(design => design with { Questions = [QuestionDesign.Default, new("Which?", new ChoiceForm(["PGD", "other"], Several: false))] });

        Assert.Contains("Question 2 says 'PGD'", Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_everyday_radiology_do_not_stop_it() =>
        Assert.Empty(await OpenAsync(design => design with { Name = "Standard views, normal hearts", Instructions = "Use the standard window. Normal findings count. Two models are compared." }));

    [Fact]
    public async Task Maps_of_two_sizes_stop_the_opening()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await DraftAsync(portal, world, world.Design());
        await using (var db = portal.OpenDb())
        {
            var map = await db.Set<SaliencyMap>().FirstAsync(m => m.ModelId == world.Models[1], Stop);
            var larger = SaliencyRendering.Render(new FloatMap(40, 40, [.. Enumerable.Range(0, 1600).Select(i => (float)i)]));
            var blob = await portal.Get<BlobStore>().PutAsync(larger.Png, Stop);
            await db.Database.ExecuteSqlAsync($"""UPDATE "SaliencyMaps" SET "Rendering" = {blob.Value}""", Stop);
            await db.Database.ExecuteSqlAsync($"""UPDATE "SaliencyMaps" SET "Rendering" = {map.Rendering.Value} WHERE "ModelId" = {world.Models[1].Value}""", Stop);
        }

        var reasons = Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Stop)).Reasons;

        Assert.Contains("32 x 32 of 8 bits (type 2)", Assert.Single(reasons), StringComparison.Ordinal);
        Assert.Contains("40 x 40 of 8 bits (type 2)", reasons[0], StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> OpenAsync(Func<StudyDesign, StudyDesign> change)
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await DraftAsync(portal, world, change(world.Design()));
        return await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Stop) is StudyOutcome.Refused refused ? refused.Reasons : [];
    }

    private static async Task<StudyId> DraftAsync(TestPortal portal, SampleWorld world, StudyDesign design)
    {
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", Stop));
        return SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"]], "admin", Stop));
    }
}
