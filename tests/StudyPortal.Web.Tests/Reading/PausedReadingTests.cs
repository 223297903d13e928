using System.Net;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Tests.Reading;

public sealed class PausedReadingTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    [Fact]
    public async Task A_rating_that_meets_a_pause_is_stored_when_it_is_sent_again_after_it()
    {
        var rating = room.Rating(3);
        await room.Get<PauseStudy>().ExecuteAsync(room.Study, "admin", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Locked, (await room.RateAsync(0, rating)).StatusCode);

        await room.Get<ResumeStudy>().ExecuteAsync(room.Study, "admin", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, rating)).StatusCode);
    }
}
