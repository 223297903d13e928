using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services;
}
