using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Core.Tests.Reading;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>A study whose readers mark the finding first and rate on another scale, from the answers to the files.</summary>
public sealed class MarkedStudyReportTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Marks_on_the_lesion_boxes_give_the_share_of_the_map_inside_the_boxes_and_other_answers_are_in_their_own_file()
    {
        await using var room = await OpenAsync();
        var report = await ReportAsync(room);

        var question = Assert.Single(report.Results.Questions);
        Assert.Equal((2, 1, 3), (question.Question, question.Scale.Lowest, question.Scale.Highest));
        Assert.All(question.Arms, arm => Assert.Equal((6, 3.0), (arm.Ratings, arm.Mean.Value!.Value)));
        var overlap = Assert.Single(report.Results.Overlaps!);
        foreach (var arm in overlap.Arms)
        {
            var boxes = report.Results.Saliency.Single(each => each.Arm == arm.Arm);
            Assert.Equal(6, arm.Places);
            Assert.Equal(boxes.MassInside.Value!.Value, arm.MassInside.Value!.Value, tolerance: 0.01);
            Assert.Equal(boxes.AreaInside.Value!.Value, arm.AreaInside.Value!.Value, tolerance: 0.005);
        }
        Assert.Equal(2 * 18 + 1, await LinesAsync(room, report, "answers.csv"));
        Assert.Equal(18 + 1, await LinesAsync(room, report, "marks.csv"));
        Assert.Equal(18 + 1, await LinesAsync(room, report, "ratings.csv"));
    }

    [Theory, MemberData(nameof(RecomputedReportTests.Scripts), MemberType = typeof(RecomputedReportTests))]
    public async Task The_scripts_of_the_bundle_recompute_the_marks_and_a_scale_that_starts_at_1(AnalysisScript script)
    {
        await using var room = await OpenAsync();
        using var bundle = await BundleFolder.OfAsync(room.Portal, (await ReportAsync(room)).Id);

        await RecomputedReportTests.RecomputesAsync(script, bundle);
    }

    private static Task<Room> OpenAsync() => Room.OpenAsync(design => design with
    {
        Questions = [QuestionDesign.MarkFirst, new("Useful?", ScaleForm.Of(1, "no", "a bit", "yes")), new("Side", new ChoiceForm(["left", "right"], Several: false), IsRequired: false)],
    });

    private static async Task<ReportDetails> ReportAsync(Room room)
    {
        foreach (var place in room.Session.Places) await ReadAsync(room, place);
        await room.Portal.Get<CloseStudy>().ExecuteAsync(room.Study, "admin", Stop);
        return (await room.Portal.Get<ReadReport>().ExecuteAsync(await room.Portal.Get<CreateReport>().ExecuteAsync(room.Study, "admin", Stop), Stop))!;
    }

    private static async Task ReadAsync(Room room, ReadingPlace place)
    {
        Assert.IsType<SubmitOutcome.Saved>(await AnswerAsync(room, place, 0, Mark.ToJson(await BoxesAsync(room, place))));
        await room.Portal.Get<RevealMap>().ExecuteAsync(place.Id, room.Reader, Stop);
        Assert.IsType<SubmitOutcome.Saved>(await AnswerAsync(room, place, 1, "3"));
        Assert.IsType<SubmitOutcome.Saved>(await AnswerAsync(room, place, 2, "0"));
    }

    /// <summary>The boxes of the place's finding, drawn as the outline of each.</summary>
    private static async Task<IReadOnlyList<Mark>> BoxesAsync(Room room, ReadingPlace place)
    {
        await using var db = room.Portal.OpenDb();
        var boxes = await (
            from slot in db.Set<ReadingSlot>()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join box in db.Set<LesionBox>() on item.CaseId equals box.CaseId
            where slot.Id == place.Id && box.Label == item.TargetLabel
            select box).ToListAsync(Stop);
        return [.. boxes.Select(b => new Mark(MarkShape.Freehand, "Finding", [[b.X, b.Y], [b.X + b.Width, b.Y], [b.X + b.Width, b.Y + b.Height], [b.X, b.Y + b.Height]]))];
    }

    private static Task<SubmitOutcome> AnswerAsync(Room room, ReadingPlace place, int question, string json) => room.SubmitAsync(new AnswerSubmission(
        place.Id, room.Session.Questions[question].Id, room.Reader, Guid.NewGuid(), 0, JsonDocument.Parse(json).RootElement, new Viewing(10, 5)));

    private static async Task<int> LinesAsync(Room room, ReportDetails report, string file)
    {
        var found = await room.Portal.Get<DownloadReport>().ExecuteAsync(report.Id, file, Stop);
        return Encoding.UTF8.GetString(found!.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }
}
