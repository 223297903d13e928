using System.Globalization;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Core.Tests.Accounts;

public sealed class FirstAdminTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_gives_an_address_and_no_second_link_is_made()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedRoles>().ExecuteAsync(Stop);
        var token = await portal.Get<InviteFirstAdmin>().ExecuteAsync(Stop);
        Assert.NotNull(token);

        var outcome = await portal.Get<AcceptInvitation>().ExecuteAsync(token, "Ada", "ada@example.org", "seven quiet lungs", Stop);

        Assert.IsType<AcceptOutcome.Accepted>(outcome);
        var account = Assert.Single(await portal.Get<ListAccounts>().ExecuteAsync(Stop));
        Assert.Equal(("ada@example.org", Roles.Admin), (account.Email, account.Role));
        Assert.Null(await portal.Get<InviteFirstAdmin>().ExecuteAsync(Stop));
    }

    [Theory]
    [InlineData("de", "Das ist keine E-Mail-Adresse.")]
    [InlineData("en", "This is not an e-mail address.")]
    public async Task What_is_no_address_is_refused_in_the_language_of_whoever_typed_it(string language, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedRoles>().ExecuteAsync(Stop);
        var token = (await portal.Get<InviteFirstAdmin>().ExecuteAsync(Stop))!;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var outcome = await portal.Get<AcceptInvitation>().ExecuteAsync(token, "Ada", "no address", "seven quiet lungs", Stop);

        var told = Assert.IsType<AcceptOutcome.EntryRefused>(outcome).Reason;
        Assert.StartsWith(reason, told, StringComparison.Ordinal);
        Assert.Equal(told.IndexOf(reason, StringComparison.Ordinal), told.LastIndexOf(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_start_without_an_administrator_replaces_the_link()
    {
        await using var portal = await TestPortal.CreateAsync();
        var first = await portal.Get<InviteFirstAdmin>().ExecuteAsync(Stop);
        var second = await portal.Get<InviteFirstAdmin>().ExecuteAsync(Stop);

        Assert.Equal(InvitationState.Revoked, (await portal.Get<ReadInvitation>().ExecuteAsync(first!, Stop))!.State);
        Assert.Equal(InvitationState.Open, (await portal.Get<ReadInvitation>().ExecuteAsync(second!, Stop))!.State);
    }

    [Fact]
    public async Task A_demo_administrator_does_not_count()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);

        Assert.NotNull(await portal.Get<InviteFirstAdmin>().ExecuteAsync(Stop));
    }
}
