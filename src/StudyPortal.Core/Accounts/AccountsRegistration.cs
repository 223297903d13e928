using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDb>()
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = AccountPassword.HashRounds);
        return services
            .AddSingleton<SeedRoles>()
            .AddSingleton<SeedDemoAccounts>()
            .AddSingleton<ListDemoAccounts>()
            .AddSingleton<ListAccounts>()
            .AddSingleton<DisableAccount>()
            .AddSingleton<InviteFirstAdmin>()
            .AddSingleton<InviteAccount>()
            .AddSingleton<ListInvitations>()
            .AddSingleton<ReadInvitation>()
            .AddSingleton<RevokeInvitation>()
            .AddSingleton<AcceptInvitation>()
            .AddSingleton<AdmitExternal>()
            .AddSingleton<EraseIdentity>()
            .AddSingleton<ExportPerson>()
            .AddSingleton<ForgetExpired>()
            .AddSingleton<ListReaders>()
            .AddSingleton<RememberLanguage>();
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the e-mail address, which may hold more than Identity's letters (o'neill@example.org); its form is checked as an address.
        options.User.AllowedUserNameCharacters = "";
        options.Password = AccountPassword.Rules;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
