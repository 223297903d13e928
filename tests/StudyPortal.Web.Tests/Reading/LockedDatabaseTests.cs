using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Tests.Reading;

/// <summary>Another program, a backup or a shell, holds the database while people read.</summary>
public sealed class LockedDatabaseTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rating_that_meets_a_locked_database_is_told_so_and_is_stored_once_when_it_is_sent_again()
    {
        var rating = room.Rating(3);
        HttpResponseMessage refused;
        await using (var other = await LockAsync())
        {
            refused = await room.RateAsync(0, rating);
            Assert.Equal(HttpStatusCode.OK, (await room.Reader.GetAsync($"/reading/slots/{room.Session.Places[1].Id}/map", Stop)).StatusCode);
        }

        using var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        Assert.StartsWith("The database is in use by another program", body.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("exception", body.RootElement.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await StoredAsync(0));

        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, rating)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, rating)).StatusCode);
        Assert.Equal(["3"], await StoredAsync(0));
    }

    [Fact]
    public async Task A_rating_waits_for_a_lock_that_is_short()
    {
        Task<HttpResponseMessage> sent;
        await using (var other = await LockAsync())
        {
            sent = room.RateAsync(2, room.Rating(4));
            Assert.NotSame(sent, await Task.WhenAny(sent, Task.Delay(TimeSpan.FromSeconds(1), Stop)));
        }

        Assert.Equal(HttpStatusCode.OK, (await sent).StatusCode);
        Assert.Equal(["4"], await StoredAsync(2));
    }

    [Fact]
    public async Task A_person_who_signs_in_meanwhile_gets_a_page_that_says_so()
    {
        using var stranger = room.Portal.NewClient();
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");
        var form = await stranger.GetStringAsync("/sign-in", Stop);
        var token = form.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        await using var other = await LockAsync();

        // A wrong password is counted, which writes.
        using var answer = await stranger.PostAsync("/sign-in/password", new FormUrlEncodedContent(
            [new("email", "reader1@demo.invalid"), new("password", "not the password"), new("__RequestVerificationToken", token)]), Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The data cannot be stored now", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    /// <summary>Nobody else can write until it is disposed of.</summary>
    private async Task<SqliteConnection> LockAsync()
    {
        var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }

    /// <summary>Every value that was ever stored for a place.</summary>
    private async Task<List<string>> StoredAsync(int place)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT NewValue FROM AnswerEvents WHERE SlotId = $slot ORDER BY Id";
        command.Parameters.AddWithValue("$slot", room.Session.Places[place].Id.Value.ToString().ToUpperInvariant());
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var values = new List<string>();
        while (await rows.ReadAsync(Stop)) values.Add(rows.GetString(0));
        return values;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={room.Get<DataRoot>().Database};Pooling=False");
        await connection.OpenAsync(Stop);
        return connection;
    }
}
