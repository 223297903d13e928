using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>A time as ISO text with all its seven digits, for what is hashed: PostgreSQL's own times end at the microsecond.</summary>
internal sealed class ExactTimeConverter() : ValueConverter<DateTime, string>(
    time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
    text => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
