using System.Buffers.Binary;
using System.Text.Json;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

public sealed class StackTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_with_slices_beside_it_comes_as_a_stack_that_begins_on_its_own_slice()
    {
        await using var room = await Room.OpenAsync();
        await SampleStacks.MakeAsync(room.Portal.Services);
        var place = (await room.SessionAsync()).Places[0];

        var picture = (await room.Portal.Get<ReadSlotImage>().ExecuteAsync(place.Id, room.Reader, Stop))!.Content;

        var pixels = BinaryPrimitives.ReadInt32LittleEndian(picture) * BinaryPrimitives.ReadInt32LittleEndian(picture.AsSpan(4));
        Assert.Equal((8, SampleStacks.Slices), (BinaryPrimitives.ReadInt32LittleEndian(picture.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(picture.AsSpan(12))));
        foreach (var slice in new[] { 0, 1, 3, 4 }) Assert.All(picture.AsSpan(16 + slice * pixels, pixels).ToArray(), gray => Assert.Equal(SampleStacks.GrayOf(slice), gray));
        Assert.Equal((SampleStacks.KeySlice, 4.0, -200.0), (place.KeySlice, place.Hounsfield!.Slope, place.Hounsfield.Intercept));
    }

    [Fact]
    public async Task A_mark_may_lie_on_any_slice_of_the_stack_and_on_no_other()
    {
        await using var room = await Room.OpenAsync(design => design with
        {
            Questions = [new QuestionDesign("Mark the finding.", new MarksForm([MarkShape.Point], ["Finding"], 3), Step: ReadingStep.WithMap)],
        });
        await SampleStacks.MakeAsync(room.Portal.Services);

        Assert.IsType<SubmitOutcome.Invalid>(await room.SubmitAsync(MarkOn(room, SampleStacks.Slices)));
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(MarkOn(room, SampleStacks.Slices - 1)));
    }

    private static AnswerSubmission MarkOn(Room room, int slice) =>
        room.Submission(0, AnswerValue.CannotJudge) with { Value = JsonSerializer.Deserialize<JsonElement>(Mark.ToJson([new Mark(MarkShape.Point, "Finding", [[10, 10]], slice)])) };
}
