/**
 * Settings as data: what each is called, which values it takes and has at first, and what it is about
 * ({@link luahome.setting.Setting}); the values in a session ({@link luahome.setting.Settings}); and the file of the
 * workspace that keeps them ({@link luahome.setting.SettingsFile}).
 *
 * <p>A workspace may come from others, so no setting names a program, a file or anything else that is to run. What
 * cannot be made out in the file stays as it is, and is told.
 */
@NullMarked
package luahome.setting;

import org.jspecify.annotations.NullMarked;
