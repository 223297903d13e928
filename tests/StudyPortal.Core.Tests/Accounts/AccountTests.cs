using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seeding_the_demo_twice_leaves_eight_people_without_passwords()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);

        var people = await portal.Get<ListDemoAccounts>().ExecuteAsync(Stop);
        Assert.Equal([Roles.Admin, Roles.Researcher, .. Enumerable.Repeat(Roles.Reader, 6)], people.Select(p => p.Role));
        await using var db = portal.OpenDb();
        Assert.All(db.Users, account => Assert.Null(account.PasswordHash));
    }

    [Fact]
    public async Task Disabling_locks_an_account_out_ends_its_sessions_and_can_be_undone()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
        var reader = (await portal.Get<ListDemoAccounts>().ExecuteAsync(Stop)).First(p => p.Role == Roles.Reader);
        var before = await FindAsync(portal, reader.Id);

        Assert.True(await portal.Get<DisableAccount>().ExecuteAsync(reader.Id, disabled: true, "admin@demo.invalid", Stop));

        var after = await FindAsync(portal, reader.Id);
        Assert.True(after.IsLockedOut);
        Assert.NotEqual(before.Stamp, after.Stamp);
        Assert.True((await portal.Get<ListAccounts>().ExecuteAsync(Stop)).Single(a => a.Id == reader.Id).IsDisabled);
        Assert.DoesNotContain(await portal.Get<ListReaders>().ExecuteAsync(Stop), r => r.Id == reader.Id);

        Assert.True(await portal.Get<DisableAccount>().ExecuteAsync(reader.Id, disabled: false, "admin@demo.invalid", Stop));
        Assert.False((await FindAsync(portal, reader.Id)).IsLockedOut);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_by_a_day_lengthens_no_lock_beyond_ten_minutes_from_then_and_opens_no_disabled_account()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
        var people = await portal.Get<ListDemoAccounts>().ExecuteAsync(Stop);
        var (locked, disabled) = (people.First(p => p.Role == Roles.Reader), people.Last(p => p.Role == Roles.Reader));
        Assert.True(await portal.Get<DisableAccount>().ExecuteAsync(disabled.Id, disabled: true, "admin@demo.invalid", Stop));
        await using (var scope = portal.Get<IServiceScopeFactory>().CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = (await users.FindByIdAsync(locked.Id.ToString()))!;
            for (var attempt = 0; attempt < 5; attempt++) await users.AccessFailedAsync(account);
        }

        // Identity locks by the clock of the machine.
        portal.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddDays(-1));

        Assert.True((await FindAsync(portal, locked.Id)).IsLockedOut);
        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True((await FindAsync(portal, locked.Id)).IsLockedOut);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False((await FindAsync(portal, locked.Id)).IsLockedOut);
        Assert.True((await FindAsync(portal, disabled.Id)).IsLockedOut);
    }

    [Fact]
    public async Task An_administrator_cannot_lock_himself_out()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
        var admin = (await portal.Get<ListDemoAccounts>().ExecuteAsync(Stop)).Single(p => p.Role == Roles.Admin);

        Assert.False(await portal.Get<DisableAccount>().ExecuteAsync(admin.Id, disabled: true, "admin@demo.invalid", Stop));
        Assert.False((await FindAsync(portal, admin.Id)).IsLockedOut);
    }

    [Fact]
    public async Task The_audit_filter_takes_wildcard_signs_literally_and_pages_newest_first()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
        var list = portal.Get<ListAuditEvents>();

        Assert.Equal(0, (await list.ExecuteAsync("%", 0, 10, Stop)).Total);
        Assert.Equal(1, (await list.ExecuteAsync("READER1@demo", 0, 10, Stop)).Total);
        var second = await list.ExecuteAsync("", 1, 3, Stop);
        Assert.Equal((8, 5L), (second.Total, second.Events[0].Sequence));
    }

    private static async Task<(bool IsLockedOut, string? Stamp)> FindAsync(TestPortal portal, Guid id)
    {
        await using var scope = portal.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await users.FindByIdAsync(id.ToString()))!;
        return (await users.IsLockedOutAsync(account), account.SecurityStamp);
    }
}
