using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Verification;

/// <summary>A portal in which everything is as it should be: an open study with a plan, one reader who signed and one in the middle, and a closed study with its report.</summary>
public sealed class SoundPortal : IAsyncLifetime
{
    private const string Password = "a long enough password";
    private Room? _room;

    public string Folder => _room!.Portal.Root.Folder;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync(design => design with { Plan = new RegisteredPlan(PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, []) }, await TestPortal.CreateSqliteAsync());
        for (var place = 0; place < _room.Session.Places.Count; place++) Saved(await _room.SubmitAsync(_room.Submission(place, AnswerValue.Scored(place % 6))));
        Saved(await _room.SubmitAsync(_room.Submission(0, AnswerValue.Scored(5), version: 1)));
        await SignAsync(_room);
        await AnswerAsync(_room.Study);
        var closed = await _room.World.OpenStudyAsync(_room.World.Design("Closed"), "reader2");
        await AnswerAsync(closed);
        SampleWorld.Done(await _room.Portal.Get<CloseStudy>().ExecuteAsync(closed, "admin", CancellationToken.None));
        await _room.Portal.Get<CreateReport>().ExecuteAsync(closed, "admin", CancellationToken.None);
        SqliteConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync() => _room!.DisposeAsync();

    /// <summary>One answer of the second reader, changed once.</summary>
    private async Task AnswerAsync(StudyId study)
    {
        var account = _room!.World.Accounts["reader2"];
        var session = (await _room.Portal.Get<ReadSession>().ExecuteAsync(study, account, CancellationToken.None))!;
        Saved(await _room.SubmitAsync(SampleWorld.Scored(session, session.Places[0], account, 3)));
        Saved(await _room.SubmitAsync(SampleWorld.Scored(session, session.Places[0], account, 4) with { ExpectedVersion = 1 }));
    }

    private static async Task SignAsync(Room room)
    {
        await using var scope = room.Portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await users.AddPasswordAsync((await users.FindByIdAsync(room.Reader.ToString()))!, Password)).Succeeded);
        Assert.Equal(SignOutcome.Done, await room.Portal.Get<SignReading>().ByPasswordAsync(room.Study, room.Reader, Password, CancellationToken.None));
    }

    private static void Saved(SubmitOutcome outcome) => Assert.IsType<SubmitOutcome.Saved>(outcome);
}
