using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudyPortal.Core.Storage;

/// <summary>SQLite keeps no kind with a date: everything stored is UTC and comes back marked so.</summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Utc ? value : value.ToUniversalTime(),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
